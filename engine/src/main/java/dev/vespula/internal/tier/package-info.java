/**
 * Which compiled tier an engine gets: finds the compiler, at once or when something has run for a while, and stands in for the
 * tier until then. What compiles is elsewhere: a {@link dev.vespula.internal.tier.CompilerProvider} makes it.
 */
package dev.vespula.internal.tier;
