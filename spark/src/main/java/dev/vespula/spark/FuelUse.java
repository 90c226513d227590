package dev.vespula.spark;

import java.io.Serializable;

/**
 * Units of fuel that a function has used in an attempt of a task: what {@link WasmFuel} sums up.
 *
 * @param stage     of the task
 * @param query     id of the execution; -1 if the task is of none
 * @param partition of the task
 * @param task      id of the attempt
 * @param function  its name
 * @param units     of fuel
 */
public record FuelUse(int stage, long query, int partition, long task, String function, long units) implements Serializable {}
