/** Types of the component model: of values, functions, instances and components. Immutable, thread-safe. */
package dev.vespula.component.types;
