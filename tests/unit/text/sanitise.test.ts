import { markdownToHtml, safeHref, textToHtml } from '../../../server/text/sanitise.ts';

const ALLOWED =
  /^<\/?(?:p|br|strong|em|ul|ol|li|h3|h4|blockquote)(?: \/)?>$|^<\/a>$|^<a href="https:\/\/[^"<>\\]*">$/;
const tagsOf = (html: string) => html.match(/<[^>]*>?/g) ?? [];

const ATTACKS: readonly string[] = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=https://evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img/src="x"/onerror=alert(1)>',
  '![x](https://evil.example/pixel.png)',
  '![x](javascript:alert(1))',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<math><mi//xlink:href="data:x,<script>alert(4)</script>">',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<object data="data:text/html,x"></object>',
  '<embed src=x>',
  '<link rel=stylesheet href=x>',
  '<style>*{background:url(https://evil.example)}</style>',
  '<p style="background:url(https://evil.example)">x</p>',
  '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<form action="https://evil.example"><input name=p><button>go</button></form>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:msgbox(1))',
  '[x](file:///etc/passwd)',
  '[x](http://plain.example)',
  '[x](//evil.example)',
  '[x](https://user:pass@evil.example)',
  '[x](https://u:p@evil.com\\@app.hubspot.com)',
  '<a href="https://app.hubspot.com\\@evil.example">x</a>',
  '<a href="https://ok.example" onclick="alert(1)" target=_blank style="x">x</a>',
  '<a href=" javascript:alert(1)">x</a>',
  '{{ contact.email }}',
  '{% include "x" %}',
  '{# comment #}',
  '{{{ raw }}}',
  '{<b></b>{ x }}',
  '{<span></span>{ x }}',
  '&#123;&#123; x }}',
  '\\{\\{ x }}',
  '`{{ x }}`',
  '[x](https://ok.example/?q={{x}})',
  '<table><tr><td><table><tr><td>deep</td></tr></table></td></tr></table>',
  '| a | b |\n|---|---|\n| <img src=x onerror=alert(1)> | 2 |',
  '<!-- <script>alert(1)</script> -->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<textarea></textarea><script>x</script>',
  '<p>unclosed <strong>text',
  '</p></div></body>',
  '<div>'.repeat(500),
  '> '.repeat(100) + 'quote',
  '* '.repeat(200) + 'list',
  '[x]('.repeat(500),
  '**'.repeat(2_000),
  '<'.repeat(5_000),
];

describe('nothing in a conversation can become more than text in HubSpot', () => {
  it.each(ATTACKS.map((attack) => [attack.slice(0, 70), attack]))('markdown: %s', (_name, attack) => {
    const html = markdownToHtml(attack);
    for (const tag of tagsOf(html)) expect(tag).toMatch(ALLOWED);
    expect(html).not.toMatch(/\{[{%#]/);
    expect(html).not.toMatch(/@evil|u:p@/);
  });

  it.each(ATTACKS.map((attack) => [attack.slice(0, 70), attack]))('plain text: %s', (_name, attack) => {
    const html = textToHtml(attack);
    expect(tagsOf(html).filter((tag) => tag !== '<br>')).toEqual([]);
    expect(html).not.toMatch(/\{[{%#]/);
  });
});

describe('what people write is kept', () => {
  it.each([
    ['**bold** and *soft*', '<p><strong>bold</strong> and <em>soft</em></p>'],
    ['# One\n\n###### Six', '<h3>One</h3>\n<h4>Six</h4>'],
    ['- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
    ['a\nb', '<p>a<br />b</p>'],
    ['[x](https://ok.example/a?b=1&c=2)', '<p><a href="https://ok.example/a?b=1&amp;c=2">x</a></p>'],
    ['[x](javascript:alert(1)) stays as text', '<p>x stays as text</p>'],
    ['日本語 👩‍👩‍👧 ünï', '<p>日本語 👩‍👩‍👧 ünï</p>'],
    [
      '| a | b |\n|---|---|\n| 1 | **2** |\n| | 4 |',
      '<ul><li>a: 1 · b: <strong>2</strong></li><li>b: 4</li></ul>',
    ],
    ['| only | heads |\n|---|---|', '<p>only · heads</p>'],
    ['- [ ] open\n- [x] done', '<ul>\n<li>☐ open</li>\n<li>☑ done</li>\n</ul>'],
    ['```\na < b\nc\n```', '<p>a &lt; b<br />c</p>'],
    ['~~not this~~ but that', '<p>~~not this~~ but that</p>'],
    ['契約は**「金曜日」**です', '<p>契約は<strong>「金曜日」</strong>です</p>'],
    ['**계약(서)**를', '<p><strong>계약(서)</strong>를</p>'],
    ['一\\**(二)**三', '<p>一**(二)**三</p>'],
    ['1 < 2 & 3 > 2', '<p>1 &lt; 2 &amp; 3 &gt; 2</p>'],
    ['', ''],
  ])('%j', (markdown, html) => {
    expect(markdownToHtml(markdown)).toBe(html);
  });

  it.each([
    ['a\r\nb\nc', 'a<br>b<br>c'],
    [`<b>"it's" & </b>`, '&#60;b&#62;&#34;it&#39;s&#34; &#38; &#60;/b&#62;'],
    ['  مرحبا 🎉 ', '\u2068مرحبا 🎉\u2069'],
    ['{ one } {x}', '{ one } {x}'],
  ])('as text: %j', (text, html) => {
    expect(textToHtml(text)).toBe(html);
  });
});

describe('links', () => {
  it.each([
    [
      '[x](javascript:1) **bold** [ok](https://ok.example/)',
      '<p>x <strong>bold</strong> <a href="https://ok.example/">ok</a></p>',
    ],
    [
      '<a href="//evil.example"><a href="https://ok.example/">x</a></a>y',
      '<p><a href="https://ok.example/">x</a>y</p>',
    ],
    ['<a>x</a></a> <em>y</em>', '<p>x <em>y</em></p>'],
  ])('that lead nowhere leave what comes after them as it is: %s', (markdown, html) => {
    expect(markdownToHtml(markdown)).toBe(html);
  });

  it.each(['https://ok.example/', 'https://ok.example/a?b=c#d', 'https://xn--bcher-kva.example/'])(
    '%s is followed',
    (href) => {
      expect(safeHref(href)).toBe(href);
    },
  );
  it.each([
    undefined,
    '',
    'ok.example',
    '/path',
    '//ok.example',
    'http://ok.example',
    'mailto:a@b.c',
    'tel:1',
    'https://',
    'https://a:b@c.example',
    'https://a@c.example',
    'https:\\\\c.example',
    'https://c.example\\@d.example',
  ])('%s is not', (href) => {
    expect(safeHref(href)).toBeUndefined();
  });

  it.each(['>', '- ', '> - '])('survives a hundred thousand nested %s as plain text', (token) => {
    const html = markdownToHtml(`${token.repeat(100_000)}<img src=x onerror=alert(1)>`);
    expect(html).not.toContain('<img');
    expect(html.length).toBeGreaterThan(0);
  });
});
