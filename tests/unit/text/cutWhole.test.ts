import { cutWhole } from '../../../server/text/cutWhole.ts';
import { plainText } from '../../../server/text/plainText.ts';
import { shorten } from '../../../server/text/shorten.ts';

const FAMILY = '👨‍👩‍👧‍👦';
const FLAG = '🇩🇪';
const ACCENTED = 'e\u0301';

describe('a cut', () => {
  it.each([
    ['an emoji of several parts', FAMILY],
    ['a flag', FLAG],
    ['a letter with its accent', ACCENTED],
    ['a skin tone', '👍🏽'],
    ['a letter of Devanagari with its vowel', 'कि'],
  ])('never goes through %s, wherever it falls', (_name, one) => {
    for (const before of ['', 'a', 'ab', 'x'.repeat(300), 'word '.repeat(60)]) {
      const text = before + one.repeat(5);
      for (let max = before.length; max < text.length; max += 1) {
        const cut = cutWhole(text, max);
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(cut).toBe(before + one.repeat(Math.floor((max - before.length) / one.length)));
      }
    }
  });

  it.each([FAMILY, FLAG, '👍🏽'])('never goes through one of a thousand %s', (one) => {
    for (let max = 900; max < 920; max += 1)
      expect(cutWhole(one.repeat(1_000), max)).toBe(one.repeat(Math.floor(max / one.length)));
  });

  it('leaves no half of a surrogate pair in something longer than anything people write', () => {
    const zalgo = `a${'\u0301'.repeat(300)}`;
    expect(cutWhole(zalgo, 100)).toHaveLength(100);
    expect(cutWhole(`😀${'\u0301'.repeat(300)}`, 1)).toBe('');
  });

  it.each([
    ['English', 'We agreed to send the contract on Friday morning.'],
    ['German', 'Wir schicken den Vertrag am Freitag früh, größere Mengen später.'],
    ['French', 'Nous enverrons le contrat vendredi matin, comme prévu à Orléans.'],
    ['Spanish', 'Enviaremos el contrato el viernes por la mañana, ¿de acuerdo?'],
    ['Portuguese', 'Enviaremos o contrato na sexta-feira de manhã, está combinado.'],
    ['Polish', 'Wyślemy umowę w piątek rano, żeby zdążyć przed świętami.'],
    ['Russian', 'Мы отправим договор в пятницу утром, как договорились.'],
    ['Japanese', '契約書は金曜日の朝にお送りします。よろしくお願いします。'],
    ['Chinese', '我们将在星期五早上发送合同，请查收并确认。'],
    ['Hindi', 'हम शुक्रवार की सुबह अनुबंध भेजेंगे, जैसा तय हुआ था।'],
    ['Arabic', 'سنرسل العقد صباح يوم الجمعة كما اتفقنا.'],
    ['Hebrew', 'נשלח את החוזה ביום שישי בבוקר כפי שסיכמנו.'],
  ])('keeps %s readable in titles and lines of any length', (_name, sentence) => {
    const letters = [...new Intl.Segmenter().segment(sentence)].map(({ segment }) => segment);
    const isWhole = (cut: string) =>
      letters.some((_, count) => letters.slice(0, count).join('').trimEnd() === cut);
    for (let max = 5; max < sentence.length; max += 1) {
      const title = plainText(sentence, max);
      expect(title.length).toBeLessThanOrEqual(max);
      expect([max, isWhole(title.replace(/\s*…$/, ''))]).toEqual([max, true]);
      expect(shorten(sentence, max).length).toBeLessThanOrEqual(max + 1);
    }
    expect(plainText(sentence)).toBe(sentence);
  });
});
