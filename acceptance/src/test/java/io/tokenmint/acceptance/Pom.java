package io.tokenmint.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A pom of the project, as it is written. */
record Pom(Document document) {
    static Pom of(String relative) {
        Path file = Project.path(relative);
        try {
            return new Pom(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    /** The folders of the modules that the root pom names. */
    static List<String> modules() {
        return of("pom.xml").texts("/project/modules/module");
    }

    /** This module, and those that it names, and those that they name. */
    static Stream<String> withModules(String module) {
        return Stream.concat(
                Stream.of(module),
                of(module + "/pom.xml").texts("/project/modules/module").stream()
                        .flatMap(inner -> withModules(module + "/" + inner)));
    }

    /** The texts of all elements on a path. */
    List<String> texts(String xpath) {
        try {
            NodeList nodes =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(xpath, document, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(nodes::item)
                    .map(Node::getTextContent)
                    .toList();
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(xpath, e);
        }
    }

    /** The text of the only element on a path. */
    String text(String xpath) {
        List<String> texts = texts(xpath);
        if (texts.size() != 1) {
            throw new IllegalStateException(xpath + " is there " + texts.size() + " times");
        }
        return texts.get(0);
    }
}
