/** Core modules whose functions take and return numbers, strings and bytes by the convention of docs/udf.md. */
package dev.vespula.udf.internal.plain;
