package io.tokenmint.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Parameter;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.ClassUtils;

/** The metadata by which editors complete {@code application.yml} says what the properties are. */
class PropertiesMetadataTest {
    private static final Pattern PROPERTY = Pattern.compile("""
            \\{
                  "name": "([^"]+)",
                  "type": "([^"]+)",
                  "description": "[^"]+\\.",
                  "defaultValue": "?([^"\n]*)"?
                }""");

    @Test
    void namesEveryPropertyItsTypeAndItsDefault() throws IOException {
        SortedMap<String, String> described = new TreeMap<>();
        PROPERTY.matcher(metadata())
                .results()
                .forEach(property -> described.put(property.group(1), property.group(2) + " = " + property.group(3)));

        SortedMap<String, String> properties = new TreeMap<>();
        collect("tokenmint", TokenmintProperties.class, properties);
        assertThat(described).isNotEmpty().isEqualTo(properties);
    }

    /** As Spring Boot finds them: the parameters of the constructor. */
    private static void collect(String prefix, Class<?> type, SortedMap<String, String> properties) {
        for (Parameter parameter : type.getDeclaredConstructors()[0].getParameters()) {
            String name = prefix + "."
                    + parameter.getName().replaceAll("[A-Z]", "-$0").toLowerCase(Locale.ROOT);
            if (parameter.getType().isRecord()) {
                collect(name, parameter.getType(), properties);
            } else {
                String javaType = ClassUtils.resolvePrimitiveIfNecessary(parameter.getType())
                        .getName();
                String unlessSet = String.join(
                        ",", parameter.getAnnotation(DefaultValue.class).value());
                properties.put(name, javaType + " = " + unlessSet);
            }
        }
    }

    /** Other jars have such a file, too. */
    private static String metadata() throws IOException {
        URL jar =
                TokenmintProperties.class.getProtectionDomain().getCodeSource().getLocation();
        for (URL file : Collections.list(TokenmintProperties.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
            if (file.toString().contains(jar.getPath())) {
                try (InputStream content = file.openStream()) {
                    return new String(content.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("the starter has no metadata");
    }
}
