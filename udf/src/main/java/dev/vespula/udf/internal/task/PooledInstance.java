package dev.vespula.udf.internal.task;

import dev.vespula.Store;

/** An instance with the store in which it lives. */
record PooledInstance(Store<Void> store, Guest guest, GuestLimiter limiter) {}
