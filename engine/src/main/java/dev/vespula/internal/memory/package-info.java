/**
 * Linear memories: one array, the chunks of a huge one, or buffers that threads share, behind one {@link LinearMemory}. Charges and asks
 * before it grows. Interpreter and compiled code touch {@link LinearMemory#bytes} and {@link LinearMemory#limit} themselves.
 */
package dev.vespula.internal.memory;
