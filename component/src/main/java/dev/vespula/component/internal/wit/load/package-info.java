/** Folders and files of WIT: which texts are a package, and in which order packages are joined. */
package dev.vespula.component.internal.wit.load;
