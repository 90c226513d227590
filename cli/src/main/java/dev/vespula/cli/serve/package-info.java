/** The server of {@code vespula serve}. Only this package knows Jetty, and only that command loads it. */
package dev.vespula.cli.serve;
