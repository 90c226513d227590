/** RowBinary of ClickHouse: rows one after the other, integers little-endian, strings with their length before them. */
package dev.vespula.udf.internal.rowbinary;
