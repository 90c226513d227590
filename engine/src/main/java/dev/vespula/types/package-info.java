/**
 * The types of WebAssembly as immutable values: of values, of functions, of what modules import and export. Section
 * 2.3 of the specification.
 */
package dev.vespula.types;
