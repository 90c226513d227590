package dev.vespula.conformance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One module of a bank with everything that must be observed when it runs, as {@code expected.json} records it.
 *
 * @param module the module's name; the file in {@code modules.zip} without its ending
 * @param profile the set of features the module was generated from
 * @param instantiationTrap the acceptable trap texts if instantiation must trap, else null
 * @param calls the calls in order
 * @param globals name and final value of each exported global
 * @param pages the final size of the memory exported as "mem", in its own pages
 * @param crc the CRC-32 of that memory's final bytes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record BankCase(
        @JsonProperty("m") String module,
        @JsonProperty("profile") String profile,
        @JsonProperty("inst") String instantiationTrap,
        @JsonProperty("calls") List<Call> calls,
        @JsonProperty("globals") List<List<String>> globals,
        @JsonProperty("pages") Long pages,
        @JsonProperty("crc") Long crc) {

    /**
     * One call.
     *
     * @param function the export
     * @param args the arguments
     * @param results the results, or null if the call must trap
     * @param trap the acceptable trap texts, separated by {@code |}, or null if the call must return
     * @param fuelLeft what the exported global "fuel" holds afterwards
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Call(
            @JsonProperty("f") String function,
            @JsonProperty("a") List<String> args,
            @JsonProperty("r") List<String> results,
            @JsonProperty("t") String trap,
            @JsonProperty("u") int fuelLeft) {}
}
