/**
 * Calls from Java: opens a window, runs the function, gives its results or the reason why it paused. Looks after the Java stack.
 */
package dev.vespula.internal.call;
