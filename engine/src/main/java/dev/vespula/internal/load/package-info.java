/**
 * From bytes, binary or text, to a module that is validated as far as the engine wants it; modules among resources, and how
 * builds put them there; and what is said of imports that
 * nobody defines.
 */
package dev.vespula.internal.load;
