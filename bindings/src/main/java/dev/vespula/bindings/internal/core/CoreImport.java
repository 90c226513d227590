package dev.vespula.bindings.internal.core;

import dev.vespula.types.ImportType;

/**
 * An import of a module.
 *
 * @param function its index if it is a function
 */
record CoreImport(ImportType type, int function) {}
