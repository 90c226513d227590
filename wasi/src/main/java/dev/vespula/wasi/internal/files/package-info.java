/**
 * The sandbox. In come paths of guests, out go open directories, channels, attributes, or an {@code Errno}. {@code PathResolver}
 * walks element by element through {@code Directory}, whose subclasses are the host's side; nothing else may give a guest's path
 * to the host.
 */
package dev.vespula.wasi.internal.files;
