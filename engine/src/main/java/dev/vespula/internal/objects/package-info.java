/**
 * Structs and arrays: their classes, and where fields are. They are made through an account, so that they are counted, and changed by
 * instructions and the embedder alone.
 */
package dev.vespula.internal.objects;
