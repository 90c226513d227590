package dev.vespula.internal.linked;

/**
 * What a node factory returns. An interface on purpose: to verify a method that returns its objects as a class, the JVM
 * loads the class of each of them, which for a factory of hundreds of node classes costs more than a short program runs;
 * to an interface type everything is assignable unseen. Every product is a {@link Node}.
 */
interface Product {}
