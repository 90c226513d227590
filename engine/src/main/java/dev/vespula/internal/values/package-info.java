/**
 * Values as Java has them, and as slots hold them. Knows no functions or stores; who does is told in {@link JavaReferences}.
 */
package dev.vespula.internal.values;
