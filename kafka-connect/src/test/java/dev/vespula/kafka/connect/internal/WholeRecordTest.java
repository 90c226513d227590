package dev.vespula.kafka.connect.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeRecordTest {
    private final WholeRecord content = new WholeRecord();

    private static SinkRecord record() {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addInt("tries", 2).addString("from", "ä\"").addBytes("raw", new byte[] {1, 2, 3}).addInt("tries", 3);
        return new SinkRecord("calls", 3, Schema.STRING_SCHEMA, "key", Schema.INT32_SCHEMA, 17, 42, 7L,
                TimestampType.CREATE_TIME, headers);
    }

    private SinkRecord changed(String result) {
        return content.replaced(record(), result.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatTheFunctionGets() {
        assertThat(new String(content.of(record()), StandardCharsets.UTF_8)).isEqualTo("""
                {"topic":"calls","partition":3,"timestamp":7,"key":"key","value":17,"headers":[{"key":"tries","value":2},\
                {"key":"from","value":"ä\\""},{"key":"raw","value":"AQID"},{"key":"tries","value":3}]}""");
        SourceRecord bare = new SourceRecord(null, null, "calls", null, null, Map.of("a", List.of(1)));
        assertThat(new String(content.of(bare), StandardCharsets.UTF_8)).isEqualTo("""
                {"topic":"calls","partition":null,"timestamp":null,"key":null,"value":{"a":[1]},"headers":[]}""");
    }

    @Test
    void whatIsNotReturnedStays() {
        assertThat(changed("{}")).usingRecursiveComparison().isEqualTo(record());
    }

    @Test
    void eachMemberAlone() {
        assertThat(changed("{\"topic\":\"others\"}").topic()).isEqualTo("others");
        assertThat(changed("{\"partition\":9}").kafkaPartition()).isEqualTo(9);
        SourceRecord source = new SourceRecord(Map.of(), Map.of(), "calls", 3, null, null);
        assertThat(content.replaced(source, "{\"partition\":null}".getBytes(StandardCharsets.UTF_8)).kafkaPartition()).isNull();
        assertThat(changed("{\"timestamp\":9000000000000}").timestamp()).isEqualTo(9_000_000_000_000L);
        assertThat(changed("{\"timestamp\":null}").timestamp()).isNull();
        SinkRecord keyed = changed("{\"key\":[true]}");
        assertThat(keyed.key()).isEqualTo(List.of(true));
        assertThat(keyed.keySchema()).isNull();
        assertThat(keyed.valueSchema()).isEqualTo(Schema.INT32_SCHEMA);
        assertThat(changed("{\"value\":{\"a\":1}}").value()).isEqualTo(Map.of("a", 1L));
        SinkRecord tombstone = changed("{\"value\":null}");
        assertThat(tombstone.value()).isNull();
        assertThat(tombstone.kafkaOffset()).isEqualTo(42);
    }

    @Test
    void headersThatAreAsTheyWereKeepTheirSchemas() {
        ConnectHeaders changed = (ConnectHeaders) changed("""
                {"headers":[{"key":"new","value":"x"},{"key":"tries","value":3},{"key":"raw","value":"AQID"},\
                {"key":"tries","value":4},{"key":"none"}]}""").headers();
        List<Header> headers = new ArrayList<>();
        changed.forEach(headers::add);
        assertThat(headers).extracting(Header::key).containsExactly("new", "tries", "raw", "tries", "none");
        assertThat(headers).extracting(Header::value).containsExactly("x", 3, new byte[] {1, 2, 3}, 4L, null);
        assertThat(headers).extracting(Header::schema).containsExactly(null, Schema.INT32_SCHEMA, Schema.BYTES_SCHEMA, null,
                null);
        assertThat(changed("{\"headers\":[]}").headers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{} {}", "7", "null", "[]", "{\"tpoic\":\"x\"}", "{\"topic\":7}", "{\"topic\":\"\"}",
        "{\"topic\":null}", "{\"partition\":-1}", "{\"partition\":null}", "{\"partition\":2147483648}", "{\"partition\":\"1\"}",
        "{\"partition\":1.5}",
        "{\"timestamp\":-1}", "{\"timestamp\":1e300}", "{\"timestamp\":99999999999999999999}", "{\"headers\":{}}",
        "{\"headers\":null}", "{\"headers\":[7]}", "{\"headers\":[{}]}", "{\"headers\":[{\"key\":7}]}",
        "{\"headers\":[{\"key\":\"a\",\"vlaue\":7}]}"})
    void whatIsNoChange(String result) {
        assertThatThrownBy(() -> changed(result)).isInstanceOf(DataException.class).hasMessageStartingWith(
                "the function returned");
    }

    @Test
    void deepAnswers() {
        assertThatThrownBy(() -> changed("{\"value\":" + "[".repeat(100_000))).isInstanceOf(DataException.class);
    }
}
