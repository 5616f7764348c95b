export const STATUS_TONES = { waiting: "warns", replayed: "good", dropped: "plain" };
