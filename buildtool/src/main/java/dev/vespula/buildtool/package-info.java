/**
 * The steps of a build that has WebAssembly in it. They take folders and settings and know nothing of a build tool; what has
 * not changed since they ran the last time is left as it is.
 */
package dev.vespula.buildtool;
