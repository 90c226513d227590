/**
 * What is compiled, when, and where its code is kept. In come counts of what runs often, out go entries that the engine calls.
 * {@code BackgroundTier} is the way in, {@code CompileQueue} the thread, {@code CompiledModule} the code of a module. This is the
 * only room with threads and class loaders.
 */
package dev.vespula.compiler.tier;
