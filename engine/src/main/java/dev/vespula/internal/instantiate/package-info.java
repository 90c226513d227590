/**
 * Makes instances: compares imports with what a module wants, allocates, runs segments and the start function.
 */
package dev.vespula.internal.instantiate;
