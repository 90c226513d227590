/**
 * Linked code: the IR of a function as nodes. In come IR and what is known about the module, out come blocks whose nodes run in a
 * {@link Context}. Most node classes are generated from the table of operations. Nodes hold nothing of an instance and are shared by all
 * threads; caches in them are written without ordering, see {@link Block}.
 */
package dev.vespula.internal.linked;
