import { useContext, type ReactNode } from 'react';
import { Navigation, resolvePath } from '../navigation.ts';

interface PageLinkProps {
  to: string;
  params?: Record<string, string>;
  children?: ReactNode;
}

/** A link inside the app: the page changes, the document does not. */
export const PageLink = ({ to, params, children }: PageLinkProps) => {
  const navigate = useContext(Navigation);
  const { path } = resolvePath(to, params);
  return (
    <a
      className="pv-link"
      href={`#${path}`}
      onClick={(event) => {
        event.preventDefault();
        navigate(to, params);
      }}
    >
      {children}
    </a>
  );
};

/** HubSpot puts a page's title into its own bar above the page. */
export const PageTitle = ({ children }: { children?: ReactNode }) => <h1 className="pv-title">{children}</h1>;

export const PageHeader = ({ children }: { children?: ReactNode }) => (
  <div className="pv-button-row">{children}</div>
);
export const PageHeaderPrimaryAction = ({ children }: { children?: ReactNode }) => (
  <div className="pv-page-primary">{children}</div>
);
export const PageHeaderSecondaryActions = ({ children }: { children?: ReactNode }) => (
  <div className="pv-button-row">{children}</div>
);
export const PageHeaderPageLink = (props: PageLinkProps) => <PageLink {...props} />;

interface PageHeaderLinkProps {
  href?: string;
  disabled?: boolean;
  onClick?: (event: { type: string }) => void;
  children?: ReactNode;
}

export const PageHeaderLink = ({ href, disabled, onClick, children }: PageHeaderLinkProps) => (
  <a
    className="pv-link"
    href={href}
    aria-disabled={disabled}
    target="_blank"
    rel="noopener noreferrer"
    onClick={() => onClick?.({ type: 'click' })}
  >
    {children}
  </a>
);

export const PageBreadcrumbs = ({ children }: { children?: ReactNode }) => (
  <nav className="pv-crumbs" aria-label="Breadcrumbs">
    {children}
  </nav>
);
export const PageBreadcrumbsPageLink = (props: PageLinkProps) => <PageLink {...props} />;
export const PageBreadcrumbsCurrent = ({ children }: { children?: ReactNode }) => (
  <span aria-current="page">{children}</span>
);
