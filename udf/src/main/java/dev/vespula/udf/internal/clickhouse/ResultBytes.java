package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.UdfLimits;
import dev.vespula.udf.UdfType;

/** The bytes of a result, and the one column of so many rows that should be in them. */
record ResultBytes(byte[] bytes, UdfType type, int rows, UdfLimits limits) {}
