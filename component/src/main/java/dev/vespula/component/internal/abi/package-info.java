/** The canonical ABI: how values of component types lie in memories and on the stacks of core functions. CanonicalABI.md. */
package dev.vespula.component.internal.abi;
