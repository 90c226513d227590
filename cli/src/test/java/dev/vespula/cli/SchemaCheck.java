package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The schemas of docs/cli.md, with as much of JSON Schema as they use. */
final class SchemaCheck {
    private static final Pattern BLOCK = Pattern.compile("^```json\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<String, JsonNode> schemas = new HashMap<>();

    SchemaCheck() throws IOException {
        Matcher blocks = BLOCK.matcher(Files.readString(Path.of("../docs/cli.md")));
        while (blocks.find()) {
            JsonNode schema = MAPPER.readTree(blocks.group(1));
            schemas.put(schema.get("$id").asText(), schema);
        }
    }

    /** Reads one document, checks it, and gives it. */
    JsonNode check(String schema, String document) throws IOException {
        JsonNode value = MAPPER.readTree(document);
        check(value, schemas.get(schema), schemas.get(schema), schema);
        return value;
    }

    private void check(JsonNode value, JsonNode schema, JsonNode root, String path) {
        if (schema.has("$ref")) {
            String reference = schema.get("$ref").asText();
            if (reference.startsWith("#")) {
                check(value, root.at(reference.substring(1)), root, path);
            } else {
                check(value, schemas.get(reference), schemas.get(reference), path);
            }
            return;
        }
        if (schema.has("enum")) {
            assertThat(schema.get("enum")).as(path).contains(value);
            return;
        }
        switch (schema.get("type").asText()) {
            case "object" -> checkObject(value, schema, root, path);
            case "array" -> {
                assertThat(value.isArray()).as(path).isTrue();
                value.forEach(element -> check(element, schema.get("items"), root, path + "[]"));
            }
            case "string" -> assertThat(value.isTextual()).as(path).isTrue();
            case "integer" -> assertThat(value.isIntegralNumber()).as(path).isTrue();
            case "boolean" -> assertThat(value.isBoolean()).as(path).isTrue();
            default -> throw new IllegalArgumentException(path + ": " + schema);
        }
    }

    private void checkObject(JsonNode value, JsonNode schema, JsonNode root, String path) {
        assertThat(value.isObject()).as(path).isTrue();
        if (schema.has("required")) {
            schema.get("required").forEach(name -> assertThat(value.has(name.asText())).as(path + "." + name).isTrue());
        }
        JsonNode others = schema.get("additionalProperties");
        value.fields().forEachRemaining(member -> {
            String name = path + "." + member.getKey();
            JsonNode known = schema.path("properties").get(member.getKey());
            assertThat(known != null || others.isObject()).as(name + " is in the schema").isTrue();
            check(member.getValue(), known != null ? known : others, root, name);
        });
    }
}
