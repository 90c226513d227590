/**
 * The {@code vespula} command. In come words and standard streams, out go an exit code and what is printed. {@code Main} picks a
 * {@code Command}; {@code ArgumentReader} fills its options, and {@code PicocliReader} explains what is wrong
 * with a line. Everything that a usual start loads should stay small: no lambdas, no picocli.
 */
package dev.vespula.cli;
