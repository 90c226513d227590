/**
 * Compiled code outside of a process: files of a cache and jars made ahead of time. In come bytes that may be anybody's, out go
 * classes only if they are whole and made by this version from this module; a file that does not fit is as if it were not there.
 */
package dev.vespula.compiler.image;
