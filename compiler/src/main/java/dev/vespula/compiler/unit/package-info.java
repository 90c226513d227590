/**
 * Classes with the code of some functions of a module. In come functions and what is known about them, out come
 * {@linkplain dev.vespula.compiler.image.ClassFile class files}. Used by one thread; nothing is kept between units.
 */
package dev.vespula.compiler.unit;
