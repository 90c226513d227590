/**
 * Functions that the engine has itself, and string constants: what they do, and which imports of a module they are for. They look like
 * instructions: no hook hears of them, what they throw ends a call as a trap of an instruction does, and they may ask for objects to be
 * counted.
 */
package dev.vespula.internal.builtins;
