/** What core modules import. */
package dev.vespula.udf.internal.link;
