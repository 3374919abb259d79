package io.kerb.city.roads;

import io.kerb.location.api.LatLng;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a city as OpenStreetMap XML 0.6, which every OSM tool reads. */
public final class OsmXml {
  /** One time for all objects, so that the same seed gives the same bytes. */
  private static final String TIMESTAMP = "2026-01-01T00:00:00Z";

  private final XMLStreamWriter xml;

  private OsmXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  public static void write(CityRoads city, Path file) {
    try (Writer out = Files.newBufferedWriter(file)) {
      OsmXml osm = new OsmXml(XMLOutputFactory.newFactory().createXMLStreamWriter(out));
      osm.write(city);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write " + file, e);
    }
  }

  private void write(CityRoads city) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line();
    xml.writeStartElement("osm");
    xml.writeAttribute("version", "0.6");
    xml.writeAttribute("generator", "kerb city");
    line();
    TreeSet<Integer> used =
        city.ways().stream()
            .flatMap(way -> way.nodes().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    for (int node : used) {
      writeNode(node + 1, city.nodes().get(node));
    }
    int shore = city.nodes().size();
    for (int i = 0; i < city.water().size(); i++) {
      writeNode(shore + i + 1, city.water().get(i));
    }
    int id = 1;
    for (Way way : city.ways()) {
      writeRoad(id++, way);
    }
    writeRiver(id, shore, city.water());
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.flush();
  }

  private void writeNode(int id, LatLng place) throws XMLStreamException {
    xml.writeEmptyElement("node");
    writeIdentity(id);
    xml.writeAttribute("lat", degrees(place.latitude()));
    xml.writeAttribute("lon", degrees(place.longitude()));
    line();
  }

  private static String degrees(double value) {
    return String.format(Locale.ROOT, "%.7f", value);
  }

  private void writeRoad(int id, Way way) throws XMLStreamException {
    startWay(id, way.nodes().stream().map(node -> node + 1).toList());
    tag("highway", way.roadClass().tag());
    if (!way.name().isEmpty()) {
      tag("name", way.name());
    }
    tag("maxspeed", Integer.toString(way.roadClass().maxSpeedKmh()));
    if (way.oneWay()) {
      tag("oneway", "yes");
    }
    if (way.bridge()) {
      tag("bridge", "yes");
      tag("layer", "1");
    }
    xml.writeEndElement();
    line();
  }

  private void writeRiver(int id, int shore, List<LatLng> water) throws XMLStreamException {
    List<Integer> nodes =
        IntStream.rangeClosed(0, water.size()).mapToObj(i -> shore + i % water.size() + 1).toList();
    startWay(id, nodes);
    tag("natural", "water");
    tag("water", "river");
    xml.writeEndElement();
    line();
  }

  private void startWay(int id, List<Integer> nodes) throws XMLStreamException {
    xml.writeStartElement("way");
    writeIdentity(id);
    line();
    for (int node : nodes) {
      xml.writeEmptyElement("nd");
      xml.writeAttribute("ref", Integer.toString(node));
      line();
    }
  }

  private void writeIdentity(int id) throws XMLStreamException {
    xml.writeAttribute("id", Integer.toString(id));
    xml.writeAttribute("version", "1");
    xml.writeAttribute("timestamp", TIMESTAMP);
  }

  private void tag(String key, String value) throws XMLStreamException {
    xml.writeEmptyElement("tag");
    xml.writeAttribute("k", key);
    xml.writeAttribute("v", value);
    line();
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n");
  }
}
