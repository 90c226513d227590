/** The canonical ABI: how values of components lie in core values and in memories. CanonicalABI.md. */
package dev.vespula.component.internal.abi;
