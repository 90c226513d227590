/** The plugin for Gradle, {@code dev.vespula}: tasks of the steps of {@code vespula-buildtool}. */
package dev.vespula.gradle;
