/** Resolves the indices and names of a component to types, and refuses what is not valid. Explainer, "Type Checking". */
package dev.vespula.component.internal.validate;
