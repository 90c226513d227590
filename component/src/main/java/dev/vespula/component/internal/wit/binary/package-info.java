/** Packages of WIT as components that export nothing but types. WIT.md, "Package Format". */
package dev.vespula.component.internal.wit.binary;
