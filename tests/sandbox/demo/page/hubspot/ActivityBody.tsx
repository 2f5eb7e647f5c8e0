import { useCallback, useRef, useState } from 'react';

/** How much of a long body is shown before it is opened, in CSS pixels. */
const FOLDED = 190;

const STYLE = `body{display:flow-root;margin:0;color:#2a3040;font:13px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;overflow:hidden;overflow-wrap:anywhere}
p{margin:0 0 8px}h3,h4{margin:12px 0 4px;font-size:13px}ul,ol{margin:0 0 8px;padding-left:20px}blockquote{margin:8px 0;padding-left:10px;border-left:3px solid #d5d9e6}
a{color:#3b4cca}body>:first-child{margin-top:0}body>:last-child{margin-bottom:0}`;

/**
 * A stored body as HubSpot holds it. It came from elsewhere, so it is shown in a frame in which no script
 * can run; `allow-same-origin` only lets this page measure the frame's height.
 */
export function ActivityBody({ html, title }: { html: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(0);
  const [open, setOpen] = useState(false);
  const measure = useCallback(() => {
    const body = frame.current?.contentDocument?.body;
    if (!body) return;
    setHeight(body.scrollHeight);
    new ResizeObserver(() => setHeight(body.scrollHeight)).observe(body);
  }, []);
  const long = height > FOLDED + 40;
  return (
    <>
      <div
        className={long && !open ? 'body-folded' : undefined}
        style={long && !open ? { height: FOLDED } : undefined}
      >
        <iframe
          ref={frame}
          title={title}
          sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
          srcDoc={`<!doctype html><html lang="en"><head><base target="_blank"><style>${STYLE}</style></head><body>${html}</body></html>`}
          onLoad={measure}
          style={{ height }}
        />
      </div>
      {long && (
        <button className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Show less' : 'Show all'}
        </button>
      )}
    </>
  );
}
