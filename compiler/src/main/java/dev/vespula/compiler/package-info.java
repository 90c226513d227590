/**
 * The compiled tier: turns hot functions into JVM bytecode. {@code Compiler} is what the engine finds; inside, {@code tier} decides
 * what is compiled and when, {@code emit} writes classes, {@code plan} says how, {@code image} is code outside of a process. Each
 * uses only those named after it; of the engine they know the IR and what compiled code may call.
 */
package dev.vespula.compiler;
