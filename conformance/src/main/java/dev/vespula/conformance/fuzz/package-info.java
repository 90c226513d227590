/**
 * Fuzzers: each makes random inputs, feeds them to the engine in several ways, and tells where the ways disagree or anything
 * fails that must not. Every input follows from a seed, so a fault can be made again. They run for a few seconds in the build,
 * for longer with the system property {@code vespula.fuzz.seconds}, and as long as one likes with {@code conformance/fuzz}.
 */
package dev.vespula.conformance.fuzz;
