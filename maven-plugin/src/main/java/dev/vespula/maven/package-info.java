/** The plugin for Maven: goals of the steps of {@code vespula-buildtool}. */
package dev.vespula.maven;
