/**
 * What a store has used and may use: the {@link Account} with its fuel and its {@link Budget} of bytes. Whoever wants something asks
 * before it acts; out comes leave, a refusal or a trap. Used by the thread that uses the store.
 */
package dev.vespula.internal.limits;
