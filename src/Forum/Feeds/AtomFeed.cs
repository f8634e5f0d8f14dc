using System.Text;
using System.Xml;

namespace Forum.Feeds;

/// <summary>One thing in a feed. Its id never changes, whatever becomes of its address.</summary>
public sealed record FeedEntry(Guid Id, string Title, string Summary, string Href, DateTimeOffset Published, DateTimeOffset Updated);

/// <summary>A feed as Atom (RFC 4287).</summary>
public static class AtomFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static byte[] Write(string id, string title, string author, string language, string self, string page, Func<string, string> address, IReadOnlyList<FeedEntry> entries, DateTimeOffset updated)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new() { Encoding = new UTF8Encoding(false), Indent = true, CheckCharacters = true }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, language);
            xml.WriteElementString("id", Atom, id);
            xml.WriteElementString("title", Atom, Clean(title));
            xml.WriteElementString("updated", Atom, Time(updated));
            Link(xml, "self", self, "application/atom+xml");
            Link(xml, "alternate", page, "text/html");
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, Clean(author));
            xml.WriteEndElement();
            foreach (var entry in entries) Write(xml, entry, address);
            xml.WriteEndElement();
        }
        return bytes.ToArray();
    }

    private static void Write(XmlWriter xml, FeedEntry entry, Func<string, string> address)
    {
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, $"urn:uuid:{entry.Id}");
        xml.WriteElementString("title", Atom, Clean(entry.Title));
        xml.WriteElementString("published", Atom, Time(entry.Published));
        xml.WriteElementString("updated", Atom, Time(entry.Updated));
        Link(xml, "alternate", address(entry.Href), "text/html");
        xml.WriteElementString("summary", Atom, Clean(entry.Summary));
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string rel, string href, string type)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", rel);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", href);
        xml.WriteEndElement();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    // What XML cannot hold is left out, so that one odd character does not take the feed away.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) { clean.Append(text[i]).Append(text[++i]); continue; }
            if (XmlConvert.IsXmlChar(text[i])) clean.Append(text[i]);
        }
        return clean.ToString();
    }
}
