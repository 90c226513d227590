/** Core modules: Java for what they export and import. */
package dev.vespula.bindings.internal.core;
