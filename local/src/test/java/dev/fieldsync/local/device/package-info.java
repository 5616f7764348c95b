/** Devices that are offline, killed and set to wrong times, against a real server. */
package dev.fieldsync.local.device;
