/**
 * Java interfaces, records and objects for functions, types and resources of components. What is bound is compared first, as a
 * whole; then method handles are made, once for each function type and method.
 */
package dev.vespula.component.internal.bind;
