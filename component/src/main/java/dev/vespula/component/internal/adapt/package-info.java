/**
 * Calls from one component to another, without Java in between: for each such call a core module is written that lifts the
 * caller's values and lowers them for the callee in one step, from memory to memory. So such calls have the tiers, the fuel, the
 * pauses and the speed of all Wasm. CanonicalABI.md, {@code canon_lower} of a {@code canon_lift}.
 */
package dev.vespula.component.internal.adapt;
