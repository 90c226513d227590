/** Programs in Kotlin, Dart and Java, compiled to WebAssembly with garbage collection, and what they import, in Java. */
package dev.vespula.examples.languages;
