package dev.fieldsync.shared.merge;

import dev.fieldsync.shared.merge.ElementIndex.Occurrence;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An element that at least one side moved to another array, and where it goes.
 *
 * @param keeper the document at whose place it ends
 * @param conflict what to report: {@link Conflict.Kind#MOVE}, {@link Conflict.Kind#DELETE_EDIT} or
 *     nothing
 */
record Move(
    Identity identity,
    Occurrence base,
    @Nullable Occurrence theirs,
    @Nullable Occurrence yours,
    Keeper keeper,
    Conflict.@Nullable Kind conflict) {

  enum Keeper {
    THEIRS,
    YOURS,
    /** Both moved it to the same array. */
    BOTH
  }

  /** Decides about an element; {@code null} when nobody moved it, or both deleted it. */
  static @Nullable Move of(
      Identity identity, Occurrence base, @Nullable Occurrence theirs, @Nullable Occurrence yours) {
    boolean theyMoved = theirs != null && theirs.array() != base.array();
    boolean youMoved = yours != null && yours.array() != base.array();
    if (!theyMoved && !youMoved) {
      return null;
    }
    Conflict.Kind conflict = null;
    Keeper keeper = youMoved ? Keeper.YOURS : Keeper.THEIRS;
    if (theirs == null || yours == null) {
      conflict = Conflict.Kind.DELETE_EDIT;
    } else if (theirs.array() == yours.array()) {
      keeper = Keeper.BOTH;
    } else if (theyMoved && youMoved) {
      conflict = Conflict.Kind.MOVE;
    }
    return new Move(identity, base, theirs, yours, keeper, conflict);
  }

  /**
   * Returns the same with the element at your place, if you have it; undoing a move is reported.
   */
  Move atYourPlace() {
    return keeper == Keeper.THEIRS && yours != null
        ? new Move(identity, base, theirs, yours, Keeper.YOURS, Conflict.Kind.MOVE)
        : this;
  }

  /** Returns the place where it ends. */
  Occurrence kept() {
    return Objects.requireNonNull(keeper == Keeper.THEIRS ? theirs : yours);
  }
}
