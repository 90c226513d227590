/**
 * The intermediate representation: its words, who writes and reads them, where handlers and source offsets stand. In comes what the
 * translator writes, and nothing changes it afterwards. {@code Ir} is generated from the table of operations.
 */
package dev.vespula.internal.ir;
