/** The ABIs of ClickHouse: ROW_DIRECT, which is a call with numbers, and BUFFERED_V1, which passes blocks. */
package dev.vespula.udf.internal.clickhouse;
