/** Making instances of components: definitions executed in their order. Explainer, "Instance Definitions". */
package dev.vespula.component.internal.instantiate;
